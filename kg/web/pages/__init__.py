"""The pages of the explorer, each made from a view alone, so that a server and a folder of files can hold them."""
