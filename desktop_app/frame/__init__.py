"""What surrounds the pages: the rail, the header and the job bar."""
