/** What the web server under the console may cost, and which requests it takes at all. */
@NullMarked
package org.ikelb.console.web.server;

import org.jspecify.annotations.NullMarked;
