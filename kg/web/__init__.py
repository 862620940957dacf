"""The store on the web, for programs and people of this machine."""
