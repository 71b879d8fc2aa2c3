"""The study's private links: who has one answers; nobody else learns that there was anything."""
