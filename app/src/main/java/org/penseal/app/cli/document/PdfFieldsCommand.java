// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.pdf.cos.NewSignatureField;
import org.penseal.pdf.sign.PdfEditor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penseal pdf fields}: empty signature fields for all who will sign. */
@Command(
    name = "fields",
    description = "Adds empty signature fields for all signers, before the first signature.",
    mixinStandardHelpOptions = true)
final class PdfFieldsCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();
  @Mixin PdfFiles files = new PdfFiles();

  @Option(
      names = "--add",
      required = true,
      paramLabel = "NAME=PAGE,X,Y,W,H",
      description = "field and its rectangle in points; repeatable")
  List<String> fields = List.of();

  @Option(
      names = "--lock",
      paramLabel = "NAME=all|include:A,B|exclude:A,B",
      description = "fields that a signature in this field locks; repeatable")
  List<String> locks = List.of();

  @Override
  public Integer call() throws Exception {
    Map<String, NewSignatureField.Lock> locked = new HashMap<>();
    locks.forEach(each -> locked.put(name(each, "--lock"), lock(value(each))));
    List<NewSignatureField> made = new ArrayList<>();
    for (String each : fields) {
      String name = name(each, "--add");
      NewSignatureField.Lock lock = locked.remove(name);
      made.add(field(name, value(each), lock == null ? NewSignatureField.Lock.NONE : lock));
    }
    if (!locked.isEmpty()) {
      throw files.wrong("lock", locked.keySet().iterator().next());
    }
    PdfEditor.addFields(files.in, files.password(), made, files.out);
    return files.done(reply);
  }

  private NewSignatureField field(String name, String rectangle, NewSignatureField.Lock lock) {
    try {
      return new NewSignatureField(name, files.rectangle(rectangle, "--add " + name), lock);
    } catch (IllegalArgumentException e) {
      throw files.wrong("field-name");
    }
  }

  private String name(String option, String word) {
    int at = option.indexOf('=');
    if (at <= 0) {
      throw files.wrong("form", word, "NAME=…");
    }
    return option.substring(0, at);
  }

  private static String value(String option) {
    return option.substring(option.indexOf('=') + 1);
  }

  private NewSignatureField.Lock lock(String text) {
    String[] parts = text.split(":", 2);
    List<String> names =
        parts.length < 2 || parts[1].isBlank() ? List.of() : List.of(parts[1].split(","));
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case "all" -> new NewSignatureField.Lock(NewSignatureField.Action.ALL, List.of());
      case "include" -> new NewSignatureField.Lock(NewSignatureField.Action.INCLUDE, names);
      case "exclude" -> new NewSignatureField.Lock(NewSignatureField.Action.EXCLUDE, names);
      default -> throw files.wrong("form", "--lock", "NAME=all|include:A,B|exclude:A,B");
    };
  }
}
