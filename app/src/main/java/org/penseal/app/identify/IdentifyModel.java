// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.penseal.app.authority.PhoneStep;
import org.penseal.app.business.BusinessType;
import org.penseal.app.business.SigningProfile;
import org.penseal.app.guide.Question;
import org.penseal.app.identify.card.CardPictureFlow;
import org.penseal.app.identify.card.CardPictureModel;
import org.penseal.app.identify.card.CardReading;
import org.penseal.identity.IdentityMode;
import org.penseal.identity.document.TypedNumber;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Frame;
import org.penseal.liveness.Verdict.Reason;
import org.penseal.liveness.check.LivenessObserver;

/** Who is to sign, the consent, and how far the check is. */
public final class IdentifyModel {
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Executor screen;
  private final ObjectProperty<Stage> stage = new SimpleObjectProperty<>(Stage.FORM);
  private final ObjectProperty<IdentityMode> mode =
      new SimpleObjectProperty<>(IdentityMode.REAL_PERSON);
  private final ObservableList<BusinessType> types =
      FXCollections.observableArrayList(BusinessType.STANDARD);
  private final ObjectProperty<BusinessType> type =
      new SimpleObjectProperty<>(BusinessType.STANDARD);
  private final ObjectProperty<SigningProfile> usual =
      new SimpleObjectProperty<>(SigningProfile.STANDARD);
  private final ObservableValue<SigningProfile> profile =
      Bindings.createObjectBinding(() -> type.get().profile().orElse(usual.get()), type, usual);
  private final StringProperty name = new SimpleStringProperty("");
  private final StringProperty idNumber = new SimpleStringProperty("");
  private final CardPictureModel picture = new CardPictureModel();
  private final BooleanProperty reader = new SimpleBooleanProperty();
  private final BooleanProperty demo = new SimpleBooleanProperty();
  private final FormCheck form = new FormCheck();
  private final StringProperty phone = new SimpleStringProperty("");
  private final StringProperty business = new SimpleStringProperty("");
  private final StringProperty consentText = new SimpleStringProperty("");
  private final StringProperty prompt = new SimpleStringProperty("start");
  private final ObservableList<Challenge> challenges = FXCollections.observableArrayList();
  private final IntegerProperty passed = new SimpleIntegerProperty();
  private final ObjectProperty<@Nullable Identified> identified = new SimpleObjectProperty<>();
  private final BooleanProperty kept = new SimpleBooleanProperty();
  private final AtomicReference<@Nullable Frame> latest = new AtomicReference<>();
  private final ObjectProperty<OnPad> consentOnPad = new SimpleObjectProperty<>(OnPad.NO);
  private final Question consent = new Question(PATIENCE);
  private final PhoneStep code;
  private final Question proceed = new Question(PATIENCE);

  /** How far the step is. */
  public enum Stage {
    /** The form is filled in. */
    FORM,
    /** The signer reads what is collected. */
    CONSENT,
    /** Card, face and authority are asked. */
    CHECKING,
    /** The identity is confirmed. */
    DONE
  }

  /** Where else a question is answered. */
  public enum OnPad {
    /** Nowhere. */
    NO,
    /** On the pad, with the pen. */
    OFFERED,
    /** On a simulated pad: the person here agreed, and the simulated signer does so now. */
    SIMULATED
  }

  /** What touches its properties runs on this executor. */
  public IdentifyModel(Executor screen) {
    this.screen = screen;
    this.code = new PhoneStep(screen);
    type.subscribe((before, now) -> mode.set(now.defaultMode()));
  }

  /** How far the step is. */
  public ObjectProperty<Stage> stage() {
    return stage;
  }

  /** Whether the form is filled in. */
  public ObservableBooleanValue filling() {
    return stage.isEqualTo(Stage.FORM);
  }

  /** Whether the signer reads what is collected. */
  public ObservableBooleanValue consenting() {
    return stage.isEqualTo(Stage.CONSENT);
  }

  /** Whether card, face and authority are asked. */
  public ObservableBooleanValue checking() {
    return stage.isEqualTo(Stage.CHECKING);
  }

  /** Whether the identity is confirmed. */
  public ObservableBooleanValue done() {
    return stage.isEqualTo(Stage.DONE);
  }

  /** Whether a code on the telephone takes the place of the face. */
  public ObservableBooleanValue byPhone() {
    return mode.isEqualTo(IdentityMode.PHONE);
  }

  /** The way of identification. */
  public ObjectProperty<IdentityMode> mode() {
    return mode;
  }

  /** The kinds of business to choose from. */
  public ObservableList<BusinessType> types() {
    return types;
  }

  /** Whether there is a choice of them. */
  public ObservableBooleanValue severalTypes() {
    return Bindings.size(types).greaterThan(1);
  }

  /** The kind of business; the way of identification follows it where it must. */
  public ObjectProperty<BusinessType> type() {
    return type;
  }

  /** The form of the signature: that of the kind of business, else that of the workplace. */
  public ObservableValue<SigningProfile> profile() {
    return profile;
  }

  /**
   * Offers these kinds of business.
   *
   * @param ofWorkplace the form of signatures where they name none
   */
  public void offer(List<BusinessType> offered, SigningProfile ofWorkplace) {
    usual.set(ofWorkplace);
    types.setAll(offered);
    type.set(offered.getFirst());
  }

  /** The name as typed; empty leaves it to the card. */
  public StringProperty name() {
    return name;
  }

  /** The ID number as typed; empty leaves it to the card. */
  public StringProperty idNumber() {
    return idNumber;
  }

  /**
   * What can be said of the ID number as far as it is typed.
   *
   * @param today in China
   */
  public TypedNumber typedNumber(LocalDate today) {
    return TypedNumber.judge(idNumber.get(), today);
  }

  /** How far a picture of the card is. */
  public CardPictureModel picture() {
    return picture;
  }

  /** What a picture of the card gave; the number goes into the field, to be corrected there. */
  public void pictured(int which, CardPictureFlow.Pictured taken) {
    screen.execute(
        () -> {
          if (picture.gave(which, taken)) {
            idNumber.set(taken.number().text());
          }
        });
  }

  /** What the card's picture gives, once name and number are there as well. */
  public Optional<CardReading> picturedCard() {
    return picture.card(typed(name), typed(idNumber));
  }

  /** Whether a card reader is asked; then a picture of the card gives no more than the number. */
  public BooleanProperty reader() {
    return reader;
  }

  /** Whether the demo's person has a number for what is left empty. */
  public BooleanProperty demo() {
    return demo;
  }

  /** What is wrong with the form. */
  public FormCheck form() {
    return form;
  }

  /** The mobile number as typed. */
  public StringProperty phone() {
    return phone;
  }

  /** The business as the operator names it; blank where the document itself is the business. */
  public StringProperty business() {
    return business;
  }

  /** What the signer is asked to agree to. */
  public StringProperty consentText() {
    return consentText;
  }

  /** What the person is asked for now: the text is {@code window.prompt.PROMPT}. */
  public StringProperty prompt() {
    return prompt;
  }

  /** The challenges of the liveness check, in order. */
  public ObservableList<Challenge> challenges() {
    return challenges;
  }

  /** How many of them were met. */
  public IntegerProperty passed() {
    return passed;
  }

  /** Who it is and what did not agree, once it is found out. */
  public ObjectProperty<@Nullable Identified> identified() {
    return identified;
  }

  /** Whether that was found out for an earlier document of the same business. */
  public BooleanProperty kept() {
    return kept;
  }

  /** The newest camera picture that was not taken yet; any thread. */
  public Optional<Frame> takeFrame() {
    return Optional.ofNullable(latest.getAndSet(null));
  }

  /** Whether the question for consent stands on the pad, too. */
  public ObjectProperty<OnPad> consentOnPad() {
    return consentOnPad;
  }

  /** The question whether the signer consents. */
  public Question consent() {
    return consent;
  }

  /** The step in which the code on the telephone is entered. */
  public PhoneStep code() {
    return code;
  }

  /** The question whether to go on to the signature. */
  public Question proceed() {
    return proceed;
  }

  /** Back to the form; what was typed stays. */
  public void reset() {
    consentOnPad.set(OnPad.NO);
    stage.set(Stage.FORM);
    prompt.set("start");
    challenges.clear();
    passed.set(0);
    identified.set(null);
    kept.set(false);
    latest.set(null);
  }

  /** Forgets the person too. */
  public void forget() {
    reset();
    name.set("");
    idNumber.set("");
    phone.set("");
    business.set("");
    picture.forget();
  }

  /** A typed field, or empty. */
  public static Optional<String> typed(StringProperty field) {
    return Optional.of(field.get().strip()).filter(text -> !text.isEmpty());
  }

  /** Shows the liveness check; called on the check's thread. */
  public LivenessObserver observer() {
    return new LivenessObserver() {
      @Override
      public void begins(List<Challenge> asked) {
        screen.execute(
            () -> {
              challenges.setAll(asked);
              passed.set(0);
            });
      }

      @Override
      public void hint(@Nullable Reason reason) {
        boolean plain = reason == null || reason == Reason.NOT_FRONTAL;
        screen.execute(() -> prompt.set(plain ? "straight" : "hint." + reason));
      }

      @Override
      public void lookStraight(Duration at) {
        screen.execute(() -> prompt.set("straight"));
      }

      @Override
      public void asked(Challenge challenge, int index, Duration at) {
        screen.execute(() -> prompt.set("challenge." + challenge));
      }

      @Override
      public void passed(Challenge challenge, int index, Duration at) {
        screen.execute(
            () -> {
              passed.set(index + 1);
              if (index + 1 == challenges.size()) {
                prompt.set("asking");
              }
            });
      }

      @Override
      public void preview(Frame frame) {
        latest.set(frame);
      }
    };
  }
}
