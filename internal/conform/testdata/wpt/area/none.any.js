// Nothing is tested here.
