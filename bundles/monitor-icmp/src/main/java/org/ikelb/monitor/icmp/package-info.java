@NullMarked
package org.ikelb.monitor.icmp;

import org.jspecify.annotations.NullMarked;
