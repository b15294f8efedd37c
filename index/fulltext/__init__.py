"""The full text index, on Whoosh. Nothing outside this folder imports whoosh."""
