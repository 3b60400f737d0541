// The fragment of an address, which anyone may have typed or cut short.

/**
 * As it was meant; as it stands where it cannot be decoded, such as `100%`.
 * @param {string} text
 */
export function decodeSafely(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
