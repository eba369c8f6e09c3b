"""What a reader may do with any bytes."""

from tfp_soctrang.errors import TfpError


def only_our_errors(read, path, content):
    """Read the bytes: tables come out or an error of the library, whose texts are whole; anything else is raised."""
    path.write_bytes(content)
    try:
        tables = read(path)
    except TfpError as error:
        return error.text("vi")
    return [issue.text("vi") for table in tables for issue in table.issues]
