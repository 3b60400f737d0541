// What worker.py puts ahead of worker.js.

/** It changes with every file of the copy. */
declare const BUILD: string;
/** The id of the edition that the copy holds, `2026-11-22.4`. */
declare const EDITION: string;
/** What the copy holds: SHA-256 by address from the site's root. */
declare const FILES: Record<string, string>;
