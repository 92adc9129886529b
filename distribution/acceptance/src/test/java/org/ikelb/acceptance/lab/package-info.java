/**
 * A laboratory of network namespaces in which strongSwan clients reach strongSwan gateways,
 * directly or through ikelb. {@link org.ikelb.acceptance.lab.LabTest} gives a test class its own
 * {@link org.ikelb.acceptance.lab.Lab}; everything in it is removed when the class ends.
 *
 * <pre>
 * c1 10.1.1.2 ------------------+                   10.99.0.10       10.50.0.1-4     +-- gw1 .11
 *    (10.1.2.x after a roam)    |                   fd00:99::10      fd00:50::1      |
 * c2 10.2.1.2 ------------------+                                                    |
 *    10.77.0.0/16, 10.78.0.0/16 +-- inet 10.99.0.1 -------------- lb ----------------+-- gw2 .12
 * c3, c4 192.168.3.3/.4 -- nat -+        fd00:99::1                                  |
 * c6 fd00:6::2 -----------------+                                                    +-- gw3 .13
 *
 * Behind every gateway: 10.200.0.1. gw1 gives its clients 10.201.0.0/24, gw2 10.202.0.0/24, ...
 * </pre>
 */
@NullMarked
package org.ikelb.acceptance.lab;

import org.jspecify.annotations.NullMarked;
