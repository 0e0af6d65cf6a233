// The scripted relay of smtp_relay.py, and certificates made for one run.
#pragma once

#include <filesystem>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/integration/smtp_process.h"
#include "tests/support/temp_folder.h"

namespace dunghan::tests {

// A key and a certificate for 127.0.0.1 that vouches for itself.
struct Certificate {
    Certificate(
        const std::filesystem::path& folder,
        const std::string& name,
        const std::string& of = "IP:127.0.0.1"
    )
        : file((folder / (name + ".pem")).string()), key((folder / (name + "-key.pem")).string()) {
        Process openssl(
            {"/usr/bin/openssl",
             "req",
             "-x509",
             "-newkey",
             "ec",
             "-pkeyopt",
             "ec_paramgen_curve:prime256v1",
             "-nodes",
             "-keyout",
             key,
             "-out",
             file,
             "-days",
             "2",
             "-subj",
             "/CN=" + name,
             "-addext",
             "subjectAltName=" + of}
        );
        EXPECT_EQ(openssl.wait(), 0);
    }

    std::string file;
    std::string key;
};

class Relay {
 public:
    Relay(const Certificate& certificate, const std::vector<std::string>& more)
        : process_(command(certificate, more)) {
        if (const auto ready = next("ready")) {
            port_ = ready->at("port").get<int>();
        }
        EXPECT_NE(port_, 0) << "the relay did not start";
    }

    [[nodiscard]] std::string url(const std::string& scheme = "smtp") const {
        return scheme + "://127.0.0.1:" + std::to_string(port_);
    }

    // The next thing of that kind it was offered, whatever came before it.
    [[nodiscard]] std::optional<nlohmann::json> next(const std::string& event) {
        while (const auto line = process_.line(std::chrono::seconds(30))) {
            nlohmann::json heard = nlohmann::json::parse(*line);
            if (heard.at("event") == event) {
                return heard;
            }
        }
        return std::nullopt;
    }

    // The kinds of all it was offered since the last call of next(); ends the relay.
    [[nodiscard]] std::multiset<std::string> offered() {
        process_.end_input();
        std::multiset<std::string> events;
        while (const auto line = process_.line(std::chrono::seconds(30))) {
            events.insert(nlohmann::json::parse(*line).at("event").get<std::string>());
        }
        return events;
    }

 private:
    static std::vector<std::string> command(
        const Certificate& certificate, const std::vector<std::string>& more
    ) {
        std::vector<std::string> words{
            "/usr/bin/python3",
            "-B",
            DUNGHAN_SOURCE_DIR "/tests/integration/smtp_relay.py",
            "--certificate",
            certificate.file,
            "--key",
            certificate.key};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }

    Process process_;
    int port_ = 0;
};

}  // namespace dunghan::tests
