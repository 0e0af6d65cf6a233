// The scripted endpoint of webhook_receiver.py, and calls to it.
#pragma once

#include <map>

#include "adapters/webhook/webhook_sender.h"

#include "tests/integration/smtp_relay.h"

namespace dunghan::tests {

class Receiver {
 public:
    explicit Receiver(const Certificate* certificate = nullptr)
        : process_(command(certificate)), scheme_(certificate == nullptr ? "http" : "https") {
        if (const auto ready = next("ready")) {
            port_ = ready->at("port").get<std::uint16_t>();
        }
        EXPECT_NE(port_, 0) << "the receiver did not start";
    }

    [[nodiscard]] std::uint16_t port() const { return port_; }

    [[nodiscard]] std::string url(const std::string& path) const {
        return scheme_ + "://127.0.0.1:" + std::to_string(port_) + path;
    }

    // The next thing of that kind it met, whatever came before it.
    [[nodiscard]] std::optional<nlohmann::json> next(const std::string& event) {
        while (const auto line = process_.line(std::chrono::seconds(30))) {
            nlohmann::json heard = nlohmann::json::parse(*line);
            if (heard.at("event") == event) {
                return heard;
            }
        }
        return std::nullopt;
    }

    // How often it met what since the last call of next(); ends it.
    [[nodiscard]] std::map<std::string, int> met() {
        process_.end_input();
        std::map<std::string, int> events;
        while (const auto line = process_.line(std::chrono::seconds(30))) {
            ++events[nlohmann::json::parse(*line).at("event").get<std::string>()];
        }
        return events;
    }

 private:
    static std::vector<std::string> command(const Certificate* certificate) {
        std::vector<std::string> words{
            "/usr/bin/python3", "-B", DUNGHAN_SOURCE_DIR "/tests/integration/webhook_receiver.py"};
        if (certificate != nullptr) {
            words.insert(
                words.end(), {"--certificate", certificate->file, "--key", certificate->key}
            );
        }
        return words;
    }

    Process process_;
    std::string scheme_;
    std::uint16_t port_ = 0;
};

// The target of an endpoint to which that receiver is granted until year 9999.
inline webhook::Target target(const Receiver& receiver, const std::string& path) {
    webhook::Target made;
    made.url = webhook::check_url(receiver.url(path), true).value();
    made.secrets.push_back(webhook::Secret::make(webhook::SecretKind::shared));
    made.grants.push_back(
        {webhook::parse_cidr("127.0.0.0/8").value(), receiver.port(), {253'402'300'799'000}}
    );
    return made;
}

inline webhook::Call call(webhook::Target target, const std::string& body = "{}") {
    return {
        std::make_shared<const webhook::Target>(std::move(target)),
        "khanhhoa-42",
        std::make_shared<const std::string>(body)};
}

}  // namespace dunghan::tests
