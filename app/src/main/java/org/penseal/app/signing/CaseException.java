// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.app.statement.ManifestPart;
import org.penseal.app.statement.StatedPart;

/** Why a case does not go on. The message is an English log line, never text for the user. */
public abstract sealed class CaseException extends Exception {
  private static final long serialVersionUID = 1L;

  private CaseException(String message) {
    super(message);
  }

  /** A step out of order: a second signature, evidence after the freeze, a skipped check. */
  public static final class WrongOrder extends CaseException {
    private static final long serialVersionUID = 1L;

    /** Where the case is. */
    public final CaseState state;

    /** Where it was to go. */
    public final CaseState wanted;

    /**
     * @param state where the case is
     * @param wanted where it was to go
     */
    public WrongOrder(CaseState state, CaseState wanted) {
      super("case is " + state + " and cannot become " + wanted);
      this.state = state;
      this.wanted = wanted;
    }
  }

  /** A one-time key needs a checked identity; only an operator's own key signs without. */
  public static final class IdentityRequired extends CaseException {
    private static final long serialVersionUID = 1L;

    /** Made by the case when a one-time key is asked for. */
    public IdentityRequired() {
      super("a one-time key needs a checked identity");
    }
  }

  /** The chip needs its PIN, and none was given; it was not asked. */
  public static final class PinNeeded extends CaseException {
    private static final long serialVersionUID = 1L;

    /** Catalogue id of the pad. */
    public final String model;

    /**
     * @param model catalogue id of the pad
     */
    public PinNeeded(String model) {
      super("no PIN for the chip of " + model);
      this.model = model;
    }
  }

  /** A required service is not specified, and this is not a demonstration. */
  public static final class ServiceNotNamed extends CaseException {
    private static final long serialVersionUID = 1L;

    /** Which one. */
    public final Service service;

    /**
     * @param service which one
     */
    public ServiceNotNamed(Service service) {
      super("no " + service + " is named, and the demo's is for demonstrations only");
      this.service = service;
    }
  }

  /** A recording or a program stands in the place of a device, and a service is no demo's. */
  public static final class LaboratoryWithService extends CaseException {
    private static final long serialVersionUID = 1L;

    /** The source, as manifests name it. */
    public final String source;

    /** The service. */
    public final Service service;

    /**
     * @param source as manifests name it
     * @param service that is no demonstration's
     */
    public LaboratoryWithService(String source, Service service) {
      super("simulated or recorded " + source + " with a " + service + " that is no demo's");
      this.source = source;
      this.service = service;
    }
  }

  /** The signer agreed to other words than those of this case. */
  public static final class ConsentDiffers extends CaseException {
    private static final long serialVersionUID = 1L;

    /** SM3 of the words of this case, lower-case hex. */
    public final String sm3;

    /** Made before the case is begun. */
    public ConsentDiffers(String sm3) {
      super("consent was given to other words than those of SM3 " + sm3);
      this.sm3 = sm3;
    }
  }

  /** The identity was checked and is not the one claimed, or cannot be told. */
  public static final class IdentityRefused extends CaseException {
    private static final long serialVersionUID = 1L;

    /** What was found. */
    public final Why why;

    /** What was found. */
    public enum Why {
      /** The authority does not know this name with this number, or the face is another's. */
      NO_MATCH,
      /** The authority does not know this name with this number and this phone. */
      NO_MATCH_PHONE,
      /** The authority cannot tell. */
      CANNOT_SAY,
      /** The challenges were not done by a living person in front of the camera. */
      NOT_LIVE,
      /** The face in front of the camera is not the one on the ID card. */
      ANOTHER_FACE,
      /** What was typed is not what the card says. */
      ANOTHER_CARD,
      /** An earlier check that was to serve is too old by now. */
      TOO_OLD
    }

    /**
     * @param why what was found
     */
    public IdentityRefused(Why why) {
      super("identity refused: " + why);
      this.why = why;
    }
  }

  /** The document cannot be signed in the form that was asked for. */
  public static final class FormNotPossible extends CaseException {
    private static final long serialVersionUID = 1L;

    /** The form, for example pades-lt. */
    public final String profile;

    /** Why not. */
    public final Why why;

    /** Why a document cannot be signed in a form. */
    public enum Why {
      /** Only a password opens it again, and long-term data is added to the signed file. */
      ENCRYPTED,
      /** It is a form of signatures in PDF files. */
      NO_PDF
    }

    /** Made before anything is taken of the person. */
    public FormNotPossible(String profile, Why why) {
      super("no %s for this document: %s".formatted(profile, why));
      this.profile = profile;
      this.why = why;
    }
  }

  /** OK was pressed but nothing was written. */
  public static final class NothingWritten extends CaseException {
    private static final long serialVersionUID = 1L;

    /** Made when the ink has no stroke outside the buttons. */
    public NothingWritten() {
      super("no stroke in the ink area");
    }
  }

  /** What the chip says it sent or showed is not what this program received or sent. */
  public static final class StatementDiffers extends CaseException {
    private static final long serialVersionUID = 1L;

    /** What differs; not empty. */
    public final List<StatedPart> parts;

    /**
     * @param parts what differs
     */
    public StatementDiffers(List<StatedPart> parts) {
      super("statement differs: " + parts);
      this.parts = List.copyOf(parts);
    }
  }

  /** What was collected contradicts itself: a clock that was set, or a part that is missing. */
  public static final class RecordDiffers extends CaseException {
    private static final long serialVersionUID = 1L;

    /** What contradicts the rest; not empty. */
    public final List<ManifestPart> parts;

    /**
     * @param parts what contradicts the rest
     */
    public RecordDiffers(List<ManifestPart> parts) {
      super("manifest differs: " + parts);
      this.parts = List.copyOf(parts);
    }
  }

  /** The maker of the pad's chip is not trusted, or this workstation is not registered. */
  public static final class DeviceUntrusted extends CaseException {
    private static final long serialVersionUID = 1L;

    /** Name of the pad's model. */
    public final String model;

    /**
     * @param model name of the pad's model
     */
    public DeviceUntrusted(String model) {
      super("nobody answers for the statement of " + model);
      this.model = model;
    }
  }

  /** The signer's certificate ended before a timestamp could be had; the signature is of no use. */
  public static final class CertificateEnded extends CaseException {
    private static final long serialVersionUID = 1L;

    /** When it ended. */
    public final Instant at;

    /**
     * @param at when it ended
     */
    public CertificateEnded(Instant at) {
      super("certificate ended before the timestamp: " + at);
      this.at = at;
    }
  }

  /** What a restart found of a case is not what the log says was left of it. */
  public static final class KeptDiffers extends CaseException {
    private static final long serialVersionUID = 1L;

    /** The case. */
    public final String caseId;

    /**
     * What differs: a file's name, or state, output, certificate, signature, document, manifest.
     */
    public final String part;

    /**
     * @param caseId the case
     * @param part what differs
     * @param cause why, if something said so
     */
    public KeptDiffers(String caseId, String part, @Nullable Throwable cause) {
      super("%s of case %s is not what the log says".formatted(part, caseId));
      initCause(cause);
      this.caseId = caseId;
      this.part = part;
    }
  }

  /** A case was begun with other timestamp services, or other roots, than this run has. */
  public static final class OtherServices extends CaseException {
    private static final long serialVersionUID = 1L;

    /** The services that it was begun with. */
    public final transient List<String> tsas;

    /**
     * @param tsas the services that it was begun with
     */
    public OtherServices(List<String> tsas) {
      super("case was begun with other timestamp services or roots: " + tsas);
      this.tsas = List.copyOf(tsas);
    }
  }

  /** The document is not there or cannot be read. */
  public static final class DocumentUnreadable extends CaseException {
    private static final long serialVersionUID = 1L;

    /** The document. */
    public final transient Path file;

    /**
     * @param file the document
     */
    public DocumentUnreadable(Path file) {
      super("cannot read " + file);
      this.file = file;
    }
  }

  /** The folder for unfinished cases cannot be used. */
  public static final class FolderUnusable extends CaseException {
    private static final long serialVersionUID = 1L;

    /** The folder. */
    public final transient Path folder;

    /**
     * @param folder the folder
     * @param cause what the file system said
     */
    public FolderUnusable(Path folder, Throwable cause) {
      super("case folder cannot be used: " + folder);
      initCause(cause);
      this.folder = folder;
    }
  }
}
