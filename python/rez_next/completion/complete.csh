# Sourced by interactive shells that a context starts. rez completes its command line tools here;
# there are none to complete.
