/**
 * A demonstration certification authority and time-stamping authority on the loopback interface.
 * Everything they issue carries the demo policy; what they say is worth nothing in law.
 */
@NullMarked
package org.penseal.trust.embedded;

import org.jspecify.annotations.NullMarked;
