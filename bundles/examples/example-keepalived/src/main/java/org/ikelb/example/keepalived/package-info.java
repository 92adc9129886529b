/** An exporter for keepalived: IPVS by firewall mark, and the nftables rules that set it. */
@NullMarked
package org.ikelb.example.keepalived;

import org.jspecify.annotations.NullMarked;
