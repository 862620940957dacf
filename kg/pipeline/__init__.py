"""The whole way from files to a store, and the checks of the knowledge."""
