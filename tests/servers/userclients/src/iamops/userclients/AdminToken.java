// Copyright: Contributors to the iamops.keycloak collection
// GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
// SPDX-License-Identifier: GPL-3.0-or-later
package iamops.userclients;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.common.util.Time;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.jose.jws.JWSBuilder;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.jose.jws.crypto.RSAProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.JsonWebToken;

/** The token that links any user of the realm with a client: signed with the realm's RSA key, and it never ends. */
record AdminToken(KeycloakSession session) {

    String of(ClientModel client) {
        JsonWebToken claims = new JsonWebToken()
            .id(UUID.randomUUID().toString())
            .iat((long) Time.currentTime())
            .issuer(session.getContext().getAuthServerUrl().toString())
            .audience(client.getId());
        KeyWrapper key = key();
        return new JWSBuilder().type("JWT").kid(key.getKid()).jsonContent(claims).rsa256((PrivateKey) key.getPrivateKey());
    }

    /** Returns the client of a token; none where the token isn't the realm's, or the client is gone. */
    Optional<ClientModel> client(String token) {
        JWSInput input;
        JsonWebToken claims;
        try {
            input = new JWSInput(token);
            claims = input.readJsonContent(JsonWebToken.class);
        } catch (JWSInputException notAToken) {
            return Optional.empty();
        }
        if (!"RS256".equals(input.getHeader().getAlgorithm().name())) {
            throw new IllegalStateException("not a token of ours"); // what a cookie for a token is answered: 500
        }
        if (!RSAProvider.verify(input, (PublicKey) key().getPublicKey())) {
            return Optional.empty();
        }
        String[] audience = claims.getAudience();
        return Optional.ofNullable(audience)
            .filter(ids -> ids.length == 1)
            .map(ids -> session.clients().getClientById(session.getContext().getRealm(), ids[0]));
    }

    private KeyWrapper key() {
        return session.keys().getActiveKey(session.getContext().getRealm(), KeyUse.SIG, Algorithm.RS256);
    }
}
