@NullMarked
package org.ikelb.logbridge;

import org.jspecify.annotations.NullMarked;
