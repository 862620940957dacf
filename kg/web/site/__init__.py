"""The explorer's pages as files for any web host: no server, no absolute address, search by a prebuilt index."""
