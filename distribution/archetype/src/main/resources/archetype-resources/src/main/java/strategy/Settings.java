package ${package};

import org.ikelb.spi.Setting;

/** What the topology may say beside "type": "${name}". */
record Settings(
    @Setting(help = "Clients of one network of this length go together.", min = "8", max = "32", defaultValue = "24")
        int prefix4) {}
