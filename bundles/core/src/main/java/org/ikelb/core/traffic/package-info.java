/** Counters of datagrams and the reasons for dropping them. */
@NullMarked
package org.ikelb.core.traffic;

import org.jspecify.annotations.NullMarked;
