package ${package};

/** An exporter gets the defaults of its settings; there is nothing to set. */
record Settings() {}
