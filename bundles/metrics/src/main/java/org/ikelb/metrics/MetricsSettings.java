package org.ikelb.metrics;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What Config Admin can set, as the Web Console's page Configuration offers it. Only described
 * here: what is not set comes from elsewhere, see {@link Metrics}.
 */
@ObjectClassDefinition(
    name = "ikelb metrics",
    description =
        "Where metrics are served for Prometheus. It holds at once, over restarts, and wins over"
            + " conf/framework.properties.")
@interface MetricsSettings {
  @AttributeDefinition(
      description =
          "An address of this machine. Whoever reaches it can read the metrics: there is no login.")
  String address() default "127.0.0.1";

  @AttributeDefinition(
      description = "0 to 65535; 0 is any free one, which the log tells.",
      min = "0",
      max = "65535")
  int port() default 9464;
}
