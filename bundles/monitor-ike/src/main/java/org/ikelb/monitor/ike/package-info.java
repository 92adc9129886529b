@NullMarked
package org.ikelb.monitor.ike;

import org.jspecify.annotations.NullMarked;
