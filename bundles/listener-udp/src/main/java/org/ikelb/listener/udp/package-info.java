@NullMarked
package org.ikelb.listener.udp;

import org.jspecify.annotations.NullMarked;
