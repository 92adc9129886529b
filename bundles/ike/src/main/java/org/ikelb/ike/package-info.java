@NullMarked
package org.ikelb.ike;

import org.jspecify.annotations.NullMarked;
