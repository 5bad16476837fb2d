"""Learning of readers from labelled texts; needs scikit-learn, which nothing else does."""
