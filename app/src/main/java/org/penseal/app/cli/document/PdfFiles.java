// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.document;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.OwnPlace;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.pdf.Placement;
import org.penseal.refusal.SigningException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Input, output and password of the commands over PDF files. */
final class PdfFiles {
  @Spec(Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "IN", description = "PDF; it is not changed")
  Path in = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "OUT", description = "new PDF")
  Path out = Path.of("");

  @Option(
      names = "--pdf-password-file",
      paramLabel = "FILE",
      description = "file with the password of the PDF")
  @Nullable Path pdfPasswordFile;

  @Nullable String password() throws SigningException {
    OwnPlace.require(out, Collections.singletonList(pdfPasswordFile));
    char[] password = Secrets.password(pdfPasswordFile);
    return password.length == 0 ? null : new String(password);
  }

  /** A rectangle of PAGE,X,Y,W,H. */
  Placement.At rectangle(String text, String option) {
    List<String> parts = List.of(text.split(",", -1));
    try {
      if (parts.size() == 5) {
        return new Placement.At(
            Integer.parseInt(parts.get(0).strip()),
            Double.parseDouble(parts.get(1)),
            Double.parseDouble(parts.get(2)),
            Double.parseDouble(parts.get(3)),
            Double.parseDouble(parts.get(4)));
      }
    } catch (NumberFormatException e) {
      throw wrong("form", option, "PAGE,X,Y,W,H");
    }
    throw wrong("form", option, "PAGE,X,Y,W,H");
  }

  UsageException wrong(String key, Object... facts) {
    return new UsageException(spec, key, facts);
  }

  int done(Reply reply) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("input", in.toString());
    json.put("output", out.toString());
    reply.json(json);
    reply.line(reply.texts().get("pdf.written", out));
    return 0;
  }
}
