"""The roadmap: which actions, in what order, against which capacity."""
