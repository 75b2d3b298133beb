"""What each subcommand of `paritas` does; imported only when it is called."""
