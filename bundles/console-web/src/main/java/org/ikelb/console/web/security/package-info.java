/** Who may do what in the Web Console: logins, roles, and where a request comes from. */
@NullMarked
package org.ikelb.console.web.security;

import org.jspecify.annotations.NullMarked;
