"""The sentences of messages, in Vietnamese and English, by the room they are spoken in."""
