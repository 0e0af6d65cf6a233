#include "adapters/config/settings_file.h"

#include <charconv>
#include <filesystem>

#include "engine/directory/mail_address.h"

#include "adapters/config/secret_file.h"
#include "adapters/config/yaml.h"

namespace dunghan {
namespace {

using yaml::Map;
using yaml::Value;

// "smtp://relay.example:587" in its parts.
struct TransportText {
    MailTransport transport = MailTransport::maildir;
    std::string host;
    std::uint16_t port = 0;
};

bool is_host(std::string_view text) {
    return is_mail_domain(text) || text == "localhost";  // an IPv4 address has the form of a domain
}

std::optional<TransportText> read_transport(std::string_view text) {
    if (text == "maildir") {
        return TransportText{};
    }
    TransportText found;
    const bool tls = text.starts_with("smtps://");
    if (!tls && !text.starts_with("smtp://")) {
        return std::nullopt;
    }
    found.transport = tls ? MailTransport::smtps : MailTransport::smtp;
    text.remove_prefix(tls ? 8 : 7);
    const std::size_t colon = text.find(':');
    found.host = text.substr(0, colon);
    const std::string_view port = colon == text.npos ? "" : text.substr(colon + 1);
    const auto read = std::from_chars(port.data(), port.data() + port.size(), found.port);
    const bool whole = read.ec == std::errc{} && read.ptr == port.data() + port.size();
    return whole && found.port != 0 && is_host(found.host) ? std::optional(found) : std::nullopt;
}

class SettingsReader {
 public:
    SettingsReader(std::string_view text, std::string_view name)
        : file_(text, name), folder_(std::filesystem::path(name).parent_path()) {}

    Result<Settings> read() {
        Map root = file_.root();
        if (const auto mail = root.find("mail")) {
            read_mail(Map(*mail));
        }
        if (const auto audit = root.find("audit")) {
            read_audit(Map(*audit));
        }
        if (const auto webhooks = root.find("webhooks")) {
            read_webhooks(Map(*webhooks));
        }
        if (const auto identity = root.find("identity")) {
            read_identity(*identity);
        }
        if (const auto store = root.find("store")) {
            Map map(*store);
            if (const auto reserve = map.find("reserve_mib")) {
                settings_.reserve_mib = static_cast<std::uint32_t>(reserve->integer(0, 1 << 20));
            }
            map.done();
        }
        if (const auto appraiser = root.find("appraiser")) {
            settings_.appraiser = appraiser->identifier();
        }
        if (const auto includes = root.find("before_day_includes_the_day")) {
            settings_.before_day_includes_the_day = includes->flag();
        }
        root.done();
        return file_.result(std::move(settings_));
    }

 private:
    void read_mail(Map map) {
        read_sender(map);
        if (const auto transport = map.find("transport")) {
            read_relay(*transport);
        }
        read_security(map);
        read_account(map);
        map.done();
    }

    void read_audit(Map map) {
        if (const auto file = map.find("witness_file")) {
            settings_.witness_file = path_in(*file);
            std::error_code error;
            const auto folder = std::filesystem::path(settings_.witness_file).parent_path();
            if (!std::filesystem::is_directory(folder.empty() ? "." : folder, error)) {
                file->refuse("a file in a folder that is there");
            }
        }
        map.done();
    }

    // What an address or a source is, the room of the calls says when they begin.
    void read_webhooks(Map map) {
        Settings::Webhooks& webhooks = settings_.webhooks;
        if (const auto log = map.find("log")) {
            webhooks.log = log->identifier();
        }
        if (const auto source = map.find("source")) {
            webhooks.source = source->text();
        }
        if (const auto own = map.find("own_addresses")) {
            for (const Value& address : own->list()) {
                webhooks.own_addresses.push_back(address.text());
            }
        }
        if (const auto ca_file = map.find("ca_file")) {
            webhooks.ca_file = certificates_in(*ca_file);
        }
        if (const auto gateways = map.find("gateways")) {
            for (const Value& gateway : gateways->list()) {
                read_gateway(gateway);
            }
        }
        if (const auto keep = map.find("keep_days")) {
            webhooks.keep_days = static_cast<std::uint32_t>(keep->integer(1, 3'650));
        }
        if (const auto loopback = map.find("loopback_for_tests")) {
            webhooks.loopback_for_tests = loopback->flag();
        }
        map.done();
    }

    void read_gateway(const Value& value) {
        Map map(value);
        const auto origin = map.find("origin");
        const auto token_url = map.find("token_url");
        const auto client_id = map.find("client_id");
        const auto secret_file = map.find("client_secret_file");
        if (!origin || !token_url || !client_id || !secret_file) {
            value.refuse("origin, token_url, client_id and client_secret_file, all four");
            return;
        }
        Settings::Gateway gateway;
        gateway.origin = origin->text();
        gateway.token_url = token_url->text();
        gateway.client_id = client_id->text();
        gateway.client_secret_file = secret_in(*secret_file);
        if (const auto scope = map.find("scope")) {
            gateway.scope = scope->text();
        }
        map.done();
        settings_.webhooks.gateways.push_back(std::move(gateway));
    }

    // What keys are, the room of identities says when they are read.
    void read_identity(const Value& value) {
        Map map(value);
        Settings::Identity& identity = settings_.identity;
        const auto issuer = map.find("issuer");
        const auto audience = map.find("audience");
        const auto jwks_file = map.find("jwks_file");
        if (!issuer || !audience || !jwks_file) {
            value.refuse("issuer, audience and jwks_file, all three");
            return;
        }
        identity.issuer = issuer->text();
        identity.audience = audience->text();
        identity.jwks_file = path_in(*jwks_file);
        if (const auto claim = map.find("claim")) {
            identity.claim = claim->text();
        }
        map.done();
    }

    void read_sender(Map& map) {
        Settings::Mail& mail = settings_.mail;
        if (const auto from = map.find("from")) {
            mail.from = from->text();
            if (!is_mail_address(mail.from)) {
                from->refuse("an e-mail address in ASCII (name@example.gov.vn)");
            }
        }
        if (const auto domain = map.find("domain")) {
            mail.domain = domain->text();
            if (!is_mail_domain(mail.domain)) {
                domain->refuse("a domain in ASCII (example.gov.vn)");
            }
        }
        if (const auto tag = map.find("subject_tag")) {
            mail.subject_tag = tag->text_or_empty();
        }
        if (const auto contact = map.find("contact")) {
            mail.contact = contact->text_or_empty();
        }
    }

    void read_relay(const Value& value) {
        const std::string text = value.text();
        const auto transport = read_transport(text);
        if (!transport) {
            value.refuse("maildir, smtp://host:port or smtps://host:port");
            return;
        }
        settings_.mail.transport = transport->transport;
        settings_.mail.relay.host = transport->host;
        settings_.mail.relay.port = transport->port;
    }

    void read_security(Map& map) {
        MailRelay& relay = settings_.mail.relay;
        if (const auto starttls = map.find("starttls")) {
            relay.starttls = starttls->choice({"required", "never"}) == 0;
            // Without TLS anybody on the way reads the mails and the password.
            if (!relay.starttls && relay.host != "127.0.0.1") {
                starttls->refuse("required, unless the relay is 127.0.0.1");
            }
        }
        if (const auto ca_file = map.find("ca_file")) {
            relay.ca_file = certificates_in(*ca_file);
        }
    }

    void read_account(Map& map) {
        MailRelay& relay = settings_.mail.relay;
        const auto username = map.find("username");
        const auto password_file = map.find("password_file");
        if (username) {
            relay.username = username->text();
            if (!password_file) {
                username->refuse("beside a password_file");
            }
        }
        if (password_file) {
            relay.password_file = secret_in(*password_file);
            if (!username) {
                password_file->refuse("beside a username");
            }
        }
    }

    std::string secret_in(const Value& value) const {
        std::string path = path_in(value);
        if (const auto checked = check_secret_file(path); !checked) {
            value.refuse("a password file (" + checked.error().detail + ")");
        }
        return path;
    }

    std::string certificates_in(const Value& value) const {
        std::string path = path_in(value);
        std::error_code unreadable;
        if (!std::filesystem::is_regular_file(path, unreadable)) {
            value.refuse("a file of certificates (PEM)");
        }
        return path;
    }

    std::string path_in(const Value& value) const {
        return (folder_ / std::filesystem::path(value.text())).string();
    }

    yaml::File file_;
    std::filesystem::path folder_;
    Settings settings_;
};

}  // namespace

Result<Settings> read_settings(std::string_view yaml, std::string_view file) {
    return SettingsReader(yaml, file).read();
}

}  // namespace dunghan
