@NullMarked
package org.ikelb.console;

import org.jspecify.annotations.NullMarked;
