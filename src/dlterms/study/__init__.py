"""What is asked, why not, when again: what a learner has to do with the history."""
