"""Deep-learning terms in Chinese and English: look one up, or be quizzed ten minutes a day."""

__version__ = "0.2.0"
