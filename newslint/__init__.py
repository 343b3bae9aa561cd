"""newslint: the linter for scraped news text."""
