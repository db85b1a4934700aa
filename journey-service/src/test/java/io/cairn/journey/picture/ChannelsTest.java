package io.cairn.journey.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "store",
                "In-Store",
                "call center",
                "mail",
                "Filiale",
                "Telefon",
                "门店",
                "電話",
                "متجر",
                "الهاتف",
                "tienda"
            })
    void wherePeopleMeetIsOffline(String channel) {
        assertThat(Channels.isOffline(channel)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"web", "e-mail", "email", "web shop", "app store", "sms", "微信", "网店", "متجر إلكتروني", "push"})
    void whatIsOnAScreenIsOnline(String channel) {
        assertThat(Channels.isOffline(channel)).isFalse();
    }
}
