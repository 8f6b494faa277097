"""The version of the package and of the reader, written into every record file."""

__version__ = "0.1.0"
