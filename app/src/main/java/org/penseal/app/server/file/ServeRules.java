// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penseal.app.server.file.ServeSettings.Application;
import org.penseal.app.server.file.ServeSettings.ListenAt;
import org.penseal.app.server.file.ServeSettings.Protection;
import org.penseal.app.server.refusal.ServeException.WrongField;
import org.penseal.app.server.refusal.ServeException.WrongField.Why;

/** What the fields of a file must be to each other: names that exist, uses that are kept apart. */
final class ServeRules {
  private ServeRules() {}

  static void require(ServeSettings read) throws WrongField {
    if (read.listen().isEmpty()) {
      throw new WrongField("listen", Why.MISSING);
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < read.applications().size(); i++) {
      if (!names.add(read.applications().get(i).name())) {
        throw new WrongField("applications." + i + ".name", Why.VALUE);
      }
    }
    if (read.applications().stream().filter(each -> each.credentials().anybody()).count() > 1) {
      throw new WrongField("applications.anybody", Why.VALUE);
    }
    keys(read, names);
    for (int i = 0; i < read.listen().size(); i++) {
      listen(read, read.listen().get(i), "listen." + i);
    }
    for (int i = 0; i < read.applications().size(); i++) {
      application(read, read.applications().get(i), "applications." + i);
    }
    signers(read);
    files(read, "trust.roots", read.trust().roots());
    services(read);
    stores(read);
    if (read.services().admin().isPresent()) {
      admin(read, read.services().admin().get());
    }
  }

  // What may be used once must be known to all nodes; a reload may bring signers. A challenge of
  // another node is refused without a store, too.
  private static void stores(ServeSettings read) throws WrongField {
    boolean once =
        read.services().admin().isPresent()
            || read.applications().stream()
                .anyMatch(each -> !each.credentials().signers().isEmpty());
    Nodes nodes = read.services().nodes();
    if (nodes.count() > 1 && nodes.store().isEmpty() && once) {
      throw new WrongField("store", Why.MISSING);
    }
    if (nodes.store().isPresent()
        && nodes.store().get().needsTls()
        && !DatabaseAddress.of(nodes.store().get().url())
            .map(DatabaseAddress::isProtected)
            .orElse(false)) {
      throw new WrongField("store.url", Why.UNPROTECTED);
    }
  }

  private static void keys(ServeSettings read, Set<String> applications) throws WrongField {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < read.keys().size(); i++) {
      ServeSettings.Key key = read.keys().get(i);
      String at = "keys." + i;
      if (!names.add(key.name())) {
        throw new WrongField(at + ".name", Why.VALUE);
      }
      if (!applications.containsAll(key.applications())) {
        throw new WrongField(at + ".applications", Why.VALUE);
      }
    }
  }

  private static void listen(ServeSettings read, ListenAt at, String field) throws WrongField {
    boolean plain = at.protection() == Protection.NONE;
    tlsKey(read, at.keys().signature(), plain ? Needed.NO : Needed.YES, field + ".key");
    tlsKey(
        read,
        at.keys().encryption(),
        switch (at.protection()) {
          case NONE, TLS, SM -> Needed.NO;
          // The file of the other key may have it.
          case TLCP, CHOICE -> Needed.PERHAPS;
        },
        field + ".encryptionKey");
    boolean choice = at.protection() == Protection.CHOICE;
    tlsKey(read, at.keys().ordinary(), choice ? Needed.YES : Needed.NO, field + ".ordinaryKey");
    if (plain && (!at.clients().isEmpty() || at.clientNeeded())) {
      throw new WrongField(field + ".clients", Why.VALUE);
    }
    boolean wanted = at.clientNeeded() || at.clientRevocation().isPresent();
    if (wanted && at.clients().isEmpty()) {
      throw new WrongField(field + ".clients", Why.MISSING);
    }
    if (at.clientRevocation().isPresent()) {
      files(read, field + ".clientRevocation.lists", at.clientRevocation().get().lists());
    }
    files(read, field + ".clients", at.clients());
  }

  private enum Needed {
    NO,
    PERHAPS,
    YES
  }

  private static void tlsKey(ServeSettings read, Optional<String> name, Needed needed, String field)
      throws WrongField {
    if (name.isEmpty() && needed == Needed.YES) {
      throw new WrongField(field, Why.MISSING);
    }
    if (name.isPresent() && needed == Needed.NO) {
      throw new WrongField(field, Why.VALUE);
    }
    if (name.isPresent()) {
      key(read, name.get(), KeyUse.TLS, field);
    }
  }

  private static void application(ServeSettings read, Application one, String field)
      throws WrongField {
    files(read, field + ".certificates", one.credentials().certificates());
    List<ServeSettings.Signer> signers = one.credentials().signers();
    files(read, field + ".signers", signers.stream().map(ServeSettings.Signer::file).toList());
    if (one.credentials().none() && !one.credentials().anybody()) {
      throw new WrongField(field + ".tokens", Why.MISSING);
    }
    // Nobody knows who it is: it may only do what anybody may know of.
    Set<Operation> open =
        Set.of(Operation.TIMESTAMP, Operation.VERIFY, Operation.DIGEST, Operation.CERTIFICATE);
    if (one.credentials().anybody() && !open.containsAll(one.operations())) {
      throw new WrongField(field + ".operations", Why.VALUE);
    }
  }

  // A request names its key, so that no two may have the same name.
  private static void signers(ServeSettings read) throws WrongField {
    Set<String> known = new HashSet<>();
    for (int i = 0; i < read.applications().size(); i++) {
      for (ServeSettings.Signer each : read.applications().get(i).credentials().signers()) {
        if (!known.add(each.keyid())) {
          throw new WrongField("applications." + i + ".signers", Why.VALUE);
        }
      }
    }
  }

  private static void admin(ServeSettings read, AdminSettings admin) throws WrongField {
    ListenAt at = admin.listen();
    listen(read, at, "admin.listen");
    // Whoever may switch keys off is known by a certificate and nothing else.
    if (at.protection() == Protection.NONE) {
      throw new WrongField("admin.listen.protection", Why.VALUE);
    }
    if (!at.clientNeeded()) {
      throw new WrongField("admin.listen.clientNeeded", Why.VALUE);
    }
    if (admin.people().isEmpty()) {
      throw new WrongField("admin.people", Why.MISSING);
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < admin.people().size(); i++) {
      AdminSettings.Person each = admin.people().get(i);
      if (!names.add(each.name())) {
        throw new WrongField("admin.people." + i + ".name", Why.VALUE);
      }
      files(read, "admin.people." + i + ".certificate", List.of(each.certificate()));
    }
  }

  private static void services(ServeSettings read) throws WrongField {
    if (read.services().stamping().isPresent()) {
      for (String name : read.services().stamping().get().keys()) {
        key(read, name, KeyUse.TIMESTAMP, "timestamp.keys");
      }
    }
    if (read.services().login().isPresent()) {
      ServeSettings.Login login = read.services().login().get();
      key(read, login.key(), KeyUse.ASSERT, "login.key");
      files(read, "login.roots", login.roots());
      files(read, "login.registered", login.registered().stream().toList());
    }
    FileUriRules.require(read);
  }

  private static void key(ServeSettings read, String name, KeyUse use, String field)
      throws WrongField {
    boolean fits =
        read.keys().stream().anyMatch(key -> key.name().equals(name) && key.use() == use);
    if (!fits) {
      throw new WrongField(field, Why.VALUE);
    }
  }

  private static void files(ServeSettings read, String field, List<Path> named) throws WrongField {
    for (Path file : named) {
      if (!Files.exists(read.folder().resolve(file))) {
        throw new WrongField(field, Why.NO_FILE);
      }
    }
  }
}
