package ${package};

import java.util.List;
import org.ikelb.spi.Prefix;
import org.ikelb.spi.Setting;

/** What the topology may say beside "type": "${name}". */
record Settings(@Setting(help = "Clients in these networks open no sessions.") List<Prefix> block) {}
