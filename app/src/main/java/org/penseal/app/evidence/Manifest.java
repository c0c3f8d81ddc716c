// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.evidence;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.InkNote;
import org.penseal.signature.Octets;

/**
 * The manifest of a case: what was collected, in clear but free of personal data. Its SM3 goes into
 * the chip's statement and the event certificate. Digests are lower-case hex SM3; times are ISO
 * 8601 in UTC.
 *
 * @param format {@value #FORMAT}; {@value #FORMER} in manifests of before origins were stated
 * @param caseId the case
 * @param businessId the business
 * @param openedAt when the case began
 * @param frozenAt when it was frozen
 * @param document what is signed
 * @param ink the handwritten signature
 * @param annotation what was written by hand before it, if anything was
 * @param identity who signs, as it was checked
 * @param device on what
 * @param capture the act on it, as this program saw it; null in manifests of before
 * @param pagesSeen page numbers shown, in order, from 1
 * @param artefacts everything collected, in the order taken
 * @param software what made this
 * @param policy the policy it was made under
 * @param consent what was consented to; null in manifests of before
 * @param businessType the rules of the kind of business; null in manifests of before
 * @param origins label of the {@link Origin} of each source by its name, see {@link Origins}
 * @param challenges what was asked in front of the camera; null if no living face was asked for
 * @param escrow for whose key the ink was sealed; null in manifests of before
 */
public record Manifest(
    String format,
    @JsonProperty("case") String caseId,
    @JsonProperty("business") String businessId,
    String openedAt,
    String frozenAt,
    Document document,
    Ink ink,
    @Nullable Annotation annotation,
    Identity identity,
    Device device,
    @Nullable PadCapture capture,
    List<Integer> pagesSeen,
    List<Entry> artefacts,
    Software software,
    String policy,
    @Nullable Consent consent,
    @Nullable BusinessRules businessType,
    @Nullable Map<String, String> origins,
    @Nullable Challenges challenges,
    @Nullable Escrow escrow) {

  /** The format this code writes. */
  public static final String FORMAT = "penseal-manifest/2";

  /** The format of before, which is read, too. */
  public static final String FORMER = "penseal-manifest/1";

  /** The policy under which cases are made. */
  public static final String POLICY = "penseal-one-time/1";

  /** The mode of identification of a signer whom nobody checked. */
  public static final String OPERATOR = "operator";

  /** More bytes than any case writes; a file that has more is not read. */
  public static final int MOST_BYTES = 4 << 20;

  /** More pages than any signer turns; the rest of a case's are not listed. */
  public static final int MOST_PAGES_SEEN = 10_000;

  // What follows from the rest was written, too, before 0.1.0.
  private static final String FORMER_OWN_CLAIM = "ownClaim";

  private static final int MOST_ARTEFACTS = 10_000;
  private static final int MOST_SALTED = 100;
  private static final int LONGEST_TEXT = 4_096;
  private static final int LONGEST_NUMBER = 40;
  private static final int DEEPEST = 8;

  // A number is no text and a text no number: who reads it otherwise would see another manifest.
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(MOST_BYTES)
                          .maxStringLength(LONGEST_TEXT)
                          .maxNameLength(LONGEST_TEXT)
                          .maxNumberLength(LONGEST_NUMBER)
                          .maxNestingDepth(DEEPEST)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              texts ->
                  texts
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  /**
   * The document as it came in.
   *
   * @param mediaType {@code application/pdf} or another
   * @param length N: the digest covers exactly the first N bytes
   * @param sm3 its digest
   */
  public record Document(String mediaType, long length, String sm3) {}

  /**
   * The handwritten signature.
   *
   * @param sm3 digest of the ink in the native trace format
   * @param strokes how many strokes
   * @param samples how many samples
   * @param lostReports reports lost between pad and host, counted from their sequence numbers
   * @param attemptsDiscarded how often the signer began again, after CLEAR or an unplugged pad
   */
  public record Ink(String sm3, int strokes, int samples, int lostReports, int attemptsDiscarded) {}

  /**
   * The handwritten annotation.
   *
   * @param sm3 digest of its trace
   * @param screens on how many screens it was written
   * @param strokes how many strokes count
   * @param strokesUndone how many were taken back one by one; they are part of the trace
   * @param strokesCleared how many were cleared with their screen; they are part of the trace
   * @param screensInterrupted how many screens were given up because the pad was unplugged; they
   *     are part of the trace; null for none
   * @param sentence SM3 over salt and the sentence that was to be copied; null for free words
   * @param notes as what the document shows it; null where it is not drawn, and in manifests of
   *     before
   */
  public record Annotation(
      String sm3,
      int screens,
      int strokes,
      int strokesUndone,
      int strokesCleared,
      @Nullable Integer screensInterrupted,
      @Nullable String sentence,
      @Nullable List<DrawnNote> notes) {}

  /**
   * A handwritten annotation as the signed document shows it.
   *
   * @param page from 1
   * @param rect left, bottom, right and top of its rectangle, points
   * @param strokes how many
   * @param sm3 digest of its strokes, {@link InkNote#sm3()}
   */
  public record DrawnNote(int page, List<Double> rect, int strokes, String sm3) {
    /** Of what will be drawn. */
    public static DrawnNote of(InkNote note) {
      return new DrawnNote(
          note.page(),
          List.of(note.left(), note.bottom(), note.right(), note.top()),
          note.strokes(),
          note.sm3().hex());
    }

    /** The same as it is found in a PDF; empty if it describes none. */
    public Optional<InkNote> asFound() {
      if (rect == null
          || rect.size() != 4
          || rect.stream().anyMatch(each -> each == null || !Double.isFinite(each))
          || sm3 == null
          || !sm3.matches("([0-9a-f]{2}){32}")) {
        return Optional.empty();
      }
      return Optional.of(
          new InkNote(
              page,
              rect.get(0),
              rect.get(1),
              rect.get(2),
              rect.get(3),
              strokes,
              Octets.of(HexFormat.of().parseHex(sm3))));
    }
  }

  /**
   * The identity check.
   *
   * @param mode real-person, phone, portrait or operator
   * @param provider who checked
   * @param at when
   * @param result match or none
   * @param face similarity of face and portrait, if they were compared
   * @param liveness the verdict, if it was checked
   * @param synthetic whether the camera's pictures were rendered, not taken
   * @param salted SM3 over salt and value for name, number, phone; the values stand nowhere
   * @param authority what the authority said of itself; null if none was asked
   */
  public record Identity(
      String mode,
      String provider,
      String at,
      String result,
      @Nullable Double face,
      @Nullable String liveness,
      boolean synthetic,
      Map<String, String> salted,
      @Nullable Authority authority) {}

  /**
   * The authority's answer.
   *
   * @param endpoint address that answered
   * @param reference under which it finds this again
   * @param proven whether its signature over request and answer was checked
   * @param demo whether it says that it is a demonstration
   * @param certificate SHA-256 of the certificate whose key signed the answer, hex: the keyid of
   *     its signature (RFC 9421); null if none did, and in manifests of before
   * @param phoneCode {@code confirmed} if a one-time code was entered; null if none was sent
   */
  public record Authority(
      String endpoint,
      String reference,
      boolean proven,
      boolean demo,
      @Nullable String certificate,
      @Nullable String phoneCode) {}

  /**
   * The words that were consented to before anything was taken of the person.
   *
   * @param version of the words
   * @param sm3 digest of the very words, in UTF-8
   * @param shown whether they stood on a screen and were agreed to there; false where the operator
   *     says that they were agreed to; null in manifests of before
   * @param on {@value ConsentPlace#ON_PAD} where that was done there with the pen; null elsewhere
   */
  public record Consent(String version, String sm3, @Nullable Boolean shown, @Nullable String on) {
    /** Of the words in UTF-8. */
    public static Consent of(String version, byte[] words, ConsentPlace place) {
      return new Consent(version, Sm3.hex(words), place.shown(), place.on());
    }
  }

  /**
   * The kind of business.
   *
   * @param id its name
   * @param sm3 digest of all of its rules
   * @param retentionDays how long what was collected is kept
   */
  public record BusinessRules(String id, String sm3, int retentionDays) {}

  /**
   * The pad.
   *
   * @param model catalogue name
   * @param serial serial number, as it says
   * @param firmware version
   * @param origin who makes the statement: chip or host
   */
  public record Device(String model, String serial, String firmware, String origin) {}

  /**
   * One artefact.
   *
   * @param type label of its type
   * @param mediaType its media type
   * @param sm3 SM3 over salt and content
   * @param at when it was taken
   */
  public record Entry(String type, String mediaType, String sm3, String at) {}

  /**
   * The program.
   *
   * @param name its name
   * @param version its version
   */
  public record Software(String name, String version) {}

  /** The bytes that are digested and stored. */
  public byte[] encode() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JacksonException e) {
      throw new IllegalStateException("a record of strings and numbers can be written", e);
    }
  }

  /**
   * Reads a manifest, whoever wrote it.
   *
   * @throws IOException if the bytes are no manifest of this format, lack what every manifest has,
   *     have what none has, have something twice, or hold more than any case writes
   */
  public static Manifest decode(byte[] bytes) throws IOException {
    if (bytes.length > MOST_BYTES) {
      throw new IOException("longer than any manifest");
    }
    JsonNode tree = JSON.readTree(bytes);
    JsonNode own = tree instanceof ObjectNode object ? object.remove(FORMER_OWN_CLAIM) : null;
    Manifest manifest = JSON.treeToValue(tree, Manifest.class);
    if (manifest == null
        || !(FORMAT.equals(manifest.format()) || FORMER.equals(manifest.format()))
        || !manifest.isWhole()
        || !manifest.isBounded()
        || (own != null && !own.equals(BooleanNode.valueOf(manifest.isOwnClaim())))) {
      throw new IOException("not a manifest of format " + FORMAT);
    }
    return manifest;
  }

  // Whoever wrote the bytes may have left out what every manifest has.
  private boolean isWhole() {
    return Stream.of(caseId, document, ink, identity, device, artefacts).allMatch(Objects::nonNull)
        && document.sm3() != null
        && ink.sm3() != null
        && Stream.of(identity.mode(), identity.provider(), identity.at(), identity.result())
            .allMatch(Objects::nonNull)
        && Stream.of(device.model(), device.serial(), device.firmware(), device.origin())
            .allMatch(Objects::nonNull)
        && artefacts.stream().allMatch(a -> a != null && a.type() != null && a.sm3() != null)
        && (identity.salted() == null
            || identity.salted().values().stream().allMatch(Objects::nonNull))
        && (software == null || (software.name() != null && software.version() != null))
        && (pagesSeen == null || pagesSeen.stream().allMatch(Objects::nonNull))
        && (capture == null || capture.isWhole())
        && (annotation == null || annotation.sm3() != null)
        && (challenges == null || challenges.asked() != null);
  }

  private boolean isBounded() {
    return artefacts.size() <= MOST_ARTEFACTS
        && (pagesSeen == null || pagesSeen.size() <= MOST_PAGES_SEEN)
        && (capture == null || capture.isBounded())
        && (identity.salted() == null || identity.salted().size() <= MOST_SALTED)
        && (origins == null || origins.size() <= MOST_SALTED)
        && (challenges == null || challenges.asked().size() <= MOST_SALTED);
  }

  /**
   * Whether nobody but the signer is said to answer for who signed: an operator with a key of his
   * own, unchecked.
   */
  @JsonIgnore
  public boolean isOwnClaim() {
    return identity.mode().equals(OPERATOR)
        && !identity.result().equals("match")
        && identity.provider().isEmpty()
        && identity.face() == null
        && identity.liveness() == null
        && identity.authority() == null;
  }

  /** Whether it is of a format that says where everything comes from. */
  public boolean statesOrigins() {
    return FORMAT.equals(format);
  }

  /** How many artefacts of a type are listed. */
  public long count(ArtefactType type) {
    return artefacts.stream().filter(entry -> entry.type().equals(type.label())).count();
  }
}
