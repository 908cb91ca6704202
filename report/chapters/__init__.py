"""The chapters of the beslisdocument, each a function from a case to blocks. No chapter is ever empty."""
