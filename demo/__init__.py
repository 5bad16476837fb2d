"""A month at the hotline, played through a real server in accelerated time."""
