"""What `packaging/benchmark.py` measures, each thing against a peer in the same run."""
