"""Files of documents: what may come in, decided from the content alone, and where it is kept.

    file = check_file(stream, "akta.pdf")       # raises InvalidInput at /file
    with storage.stage(file) as keep:           # durable, but nobody's yet
        keep()                                  # from here on it can be read

Nothing here knows the database or who may read what.
"""

from linkreg.files.checking import MAX_FILE, CheckedFile, check_file
from linkreg.files.storage import FileStorage, FolderStorage

__all__ = ["MAX_FILE", "CheckedFile", "FileStorage", "FolderStorage", "check_file"]
