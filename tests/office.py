"""LibreOffice without a screen: opens a Word file, accepts or rejects its changes, saves it."""

import shutil
import subprocess
from pathlib import Path

SOFFICE = shutil.which("soffice")
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Review"
 script:language="StarBasic">
Sub Save(source As String, target As String, what As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  If what &lt;&gt; "" Then
    helper = createUnoService("com.sun.star.frame.DispatchHelper")
    frame = document.CurrentController.Frame
    helper.executeDispatch(frame, ".uno:" &amp; what &amp; "AllTrackedChanges", "", 0, Array())
  End If
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName"
  kind(0).Value = "MS Word 2007 XML"
  document.storeToURL(ConvertToURL(target), kind())
  document.close(True)
End Sub
</script:module>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Review"/>
</library:library>
"""


def save_anew(data: bytes, what: str, folder: Path) -> bytes:
    """A file as LibreOffice saves it: `what` is `Accept`, `Reject` or nothing."""
    profile, source, target = folder / "profile", folder / "source.docx", folder / "saved.docx"
    place = f"-env:UserInstallation={profile.as_uri()}"
    if not profile.exists():
        _start([place, "--headless", "--terminate_after_init"])  # it lays its profile
        basic = profile / "user/basic/Standard"
        basic.mkdir(parents=True, exist_ok=True)
        (basic / "Review.xba").write_text(_MODULE, encoding="utf-8")
        (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    source.write_bytes(data)
    target.unlink(missing_ok=True)
    macro = f'macro:///Standard.Review.Save("{source}","{target}","{what}")'
    _start([place, "--headless", "--norestore", macro])
    return target.read_bytes()


def _start(options: list[str]) -> None:
    assert SOFFICE
    subprocess.run([SOFFICE, *options], check=True, capture_output=True, timeout=120)
