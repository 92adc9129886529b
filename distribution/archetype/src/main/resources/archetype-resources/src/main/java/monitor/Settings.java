package ${package};

import org.ikelb.spi.Setting;

/** What the topology may say beside "type": "${name}". */
record Settings(
    @Setting(help = "The TCP port that must accept connections.", min = "1", max = "65535", defaultValue = "443")
        int port) {}
