// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.app.business.ExpiredCards;
import org.penseal.app.cli.terminal.OwnPlace;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.app.cli.terminal.WholeFile;
import org.penseal.app.identify.card.CardDesk;
import org.penseal.app.identify.card.CardReading;
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.Problems;
import org.penseal.app.store.StoreException;
import org.penseal.app.workplace.DataFolder;
import org.penseal.app.workplace.Laboratory;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.idcard.IdCardException;
import org.penseal.idcard.PhotoDecoder;
import org.penseal.identity.IdentityException;
import org.penseal.identity.document.DocumentKind;
import org.penseal.identity.document.DocumentNumber;
import org.penseal.identity.document.PassportZone;
import org.penseal.identity.document.Validity;
import org.penseal.identity.ocr.ReadNumber;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.camera.Stills;
import org.penseal.liveness.check.CardScan;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.vision.card.CardPicture;
import org.penseal.liveness.vision.card.CardThresholds;
import org.penseal.refusal.SigningException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penseal idcard}: the card on an SDT reader, and what is typed from documents. */
@Command(
    name = "idcard",
    description = "Reads and checks ID cards.",
    mixinStandardHelpOptions = true)
final class IdCardCommand {
  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  @Spec CommandSpec spec = CommandSpec.create();

  @Command(name = "read", description = "Reads the ID card on a reader, or the demo's card (sim:).")
  int read(
      @Mixin Reply reply,
      @Parameters(
              paramLabel = "URI",
              description = "ID-card reader: serial:PATH, hid:, hid:PATH or sim:")
          String uri)
      throws IdCardException, LivenessException, StoreException, SigningException, IOException {
    LocalDate today = LocalDate.now(CHINA);
    if (!uri.equals(Laboratory.SIMULATED)) {
      return print(
          reply, new CardDesk(PhotoDecoder.installed(), ExpiredCards.FLAG, today).read(uri));
    }
    try (Station station = Station.open(Settings.in(DataFolder.standard()))) {
      return print(reply, station.demonstration().card(ExpiredCards.FLAG, today));
    }
  }

  private static int print(Reply reply, CardReading card) throws IOException {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("kind", card.kind());
    said.put("name", card.name());
    said.put("number", card.number());
    said.put("valid", card.valid());
    said.put("reader", card.reader());
    said.put("portrait", card.portrait().isPresent());
    reply.json(said);
    reply.block(card.text());
    if (card.portrait().isEmpty()) {
      reply.line(reply.texts().get("cli.idcard.no-portrait"));
    }
    return 0;
  }

  @Command(
      name = "scan",
      description =
          "Reads portrait and number from a picture of an ID card; compare the number with the"
              + " card.")
  int scan(
      @Mixin Reply reply,
      @Parameters(paramLabel = "PICTURE", description = "picture of the card") Path picture,
      @Option(
              names = "--portrait",
              paramLabel = "FILE.png",
              description = "write the portrait to this file")
          @Nullable Path portrait)
      throws LivenessException, IdentityException, SigningException, IOException {
    if (portrait != null) {
      OwnPlace.require(portrait, List.of(picture));
    }
    try (CardScan scan = new CardScan(ModelFiles.bundled(), CardThresholds.usual())) {
      CardPicture card = scan.card(Stills.read(picture));
      Map<String, Object> said = new LinkedHashMap<>();
      said.put("file", picture.toString());
      said.put("side", card.side().name().toLowerCase(Locale.ROOT));
      said.put("measures", card.measures());
      reply.line(reply.texts().get("cli.idcard.scan.side." + card.side()));
      if (card.side() == CardPicture.Side.EMBLEM) {
        reply.json(said);
        return 0;
      }
      ReadNumber number = scan.number(card, LocalDate.now(CHINA));
      said.put("number", number.text());
      said.put("fits", number.fits());
      said.put("confidence", number.confidence());
      reply.json(said);
      reply.line(
          reply
              .texts()
              .get("cli.idcard.scan." + (number.fits() ? "fits" : "unfit"), number.text()));
      if (portrait != null && card.portrait().isPresent()) {
        WholeFile.write(portrait, Stills.png(card.portrait().get()), "portrait");
      }
      return number.fits() ? 0 : Problem.NO;
    }
  }

  @Command(
      name = "check",
      description =
          "Checks typed data: the number of a resident ID card, residence permit, foreigner's card"
              + " or passport, the two machine-readable lines of a passport (mrz), or a period of"
              + " validity.")
  int check(
      @Mixin Reply reply,
      @Parameters(
              paramLabel = "KIND",
              description = "resident, residence-permit, foreigner, passport, mrz or validity")
          String kind,
      @Parameters(
              paramLabel = "TEXT",
              arity = "1..2",
              description = "typed number or period; two lines for mrz")
          List<String> text)
      throws IdentityException, IOException {
    try {
      return checked(reply, kind, text, LocalDate.now(CHINA));
    } catch (IdentityException.BadDocument | IdentityException.BadIdNumber e) {
      Problem problem = Problems.of(e);
      reply.json(Map.of("kind", kind, "valid", false, "code", problem.code()));
      reply.problem(problem);
      return Problem.NO;
    }
  }

  private int checked(Reply reply, String kind, List<String> text, LocalDate today)
      throws IdentityException, IOException {
    boolean lines = kind.equals("mrz");
    if (text.size() != (lines ? 2 : 1)) {
      throw new UsageException(spec, "texts", kind);
    }
    if (lines) {
      return zone(reply, PassportZone.parse(text.get(0), text.get(1), today), today);
    }
    if (kind.equals("validity")) {
      boolean valid = Validity.parse(text.getFirst()).on(today);
      return say(reply, Map.of("kind", kind, "valid", valid), valid);
    }
    DocumentKind document =
        DocumentKind.of(kind)
            .orElseThrow(() -> new UsageException(spec, "not-accepted", "KIND", kind));
    DocumentNumber number = DocumentNumber.parse(document, text.getFirst(), today);
    return say(reply, Map.of("kind", kind, "number", number.text(), "valid", true), true);
  }

  private static int zone(Reply reply, PassportZone zone, LocalDate today) throws IOException {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("kind", "mrz");
    said.put("issuer", zone.issuer());
    said.put("surname", zone.surname());
    said.put("givenNames", zone.givenNames());
    said.put("number", zone.number());
    said.put("nationality", zone.nationality());
    said.put("birth", zone.birth().toString());
    said.put("sex", zone.sex());
    said.put("expiry", zone.expiry().toString());
    boolean valid = !today.isAfter(zone.expiry());
    said.put("valid", valid);
    return say(reply, said, valid);
  }

  private static int say(Reply reply, Map<String, Object> said, boolean valid) throws IOException {
    reply.json(said);
    reply.line(reply.texts().get(valid ? "cli.idcard.right" : "cli.idcard.expired"));
    return valid ? 0 : Problem.NO;
  }
}
