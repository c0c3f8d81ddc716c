// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.problem;

import static org.penseal.app.problem.Problem.CANNOT_SAY;
import static org.penseal.app.problem.Problem.NO;
import static org.penseal.app.problem.Problem.UNREADABLE;
import static org.penseal.app.problem.Problem.USAGE;

import java.util.Locale;
import org.penseal.app.server.refusal.ServeException;

/** The failures of the services. */
final class ServeProblems {
  private ServeProblems() {}

  static Problem of(ServeException failure) {
    return switch (failure) {
      case ServeException.Unreadable e ->
          Problem.of("serve-unreadable", UNREADABLE, e.file.toString());
      case ServeException.WrongField e ->
          Problem.of("serve-field", UNREADABLE, e.field, reason("field", e.why));
      case ServeException.KeyUnusable e -> Problem.of("serve-key", CANNOT_SAY, e.key);
      case ServeException.PortTaken e -> Problem.of("serve-port", CANNOT_SAY, e.address);
      case ServeException.DataUnusable e -> Problem.of("serve-data", CANNOT_SAY, e.file.toString());
      case ServeException.NodeUnreachable e ->
          Problem.of("serve-node", CANNOT_SAY, e.address.toString());
      case ServeException.AuditAltered e -> Problem.of("serve-audit-altered", NO, e.entry);
      case ServeException.NoSuchPath e -> Problem.of("call-no-such-path", USAGE);
      case ServeException.WrongMethod e -> Problem.of("call-method", USAGE, e.allowed);
      case ServeException.BadRequest e -> Problem.of("call-malformed", USAGE, e.what);
      case ServeException.Misdirected e -> Problem.of("call-misdirected", USAGE);
      case ServeException.BadParameter e -> Problem.of("call-parameter", USAGE, e.name);
      case ServeException.CallbackRefused e -> Problem.of("call-callback", USAGE);
      case ServeException.TooLarge e -> Problem.of("call-too-large", USAGE, e.mostBytes);
      case ServeException.Unknown e -> Problem.of("call-unknown", NO);
      case ServeException.SignatureRefused e ->
          Problem.of("call-signature", NO, reason("message", e.why));
      case ServeException.NotAllowed e ->
          Problem.of("call-not-allowed", NO, reason("right", e.what));
      case ServeException.TooMany e -> Problem.of("call-too-many", CANNOT_SAY);
      case ServeException.Busy e -> Problem.of("call-busy", CANNOT_SAY);
      case ServeException.NotReady e ->
          Problem.of("call-not-ready", CANNOT_SAY, reason("part", e.what));
      case ServeException.NotDecrypted e -> Problem.of("call-not-decrypted", NO);
      case ServeException.LoginRefused e -> Problem.of("login-refused", NO, reason("login", e.why));
    };
  }

  private static Problem.Reason reason(String kind, Enum<?> why) {
    return new Problem.Reason(kind + "-" + why.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
