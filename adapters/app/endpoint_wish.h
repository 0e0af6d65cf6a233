// What a person or a program says of an endpoint -> what is wished of the engine: checked where the
// engine cannot check, its secret drawn and kept.
#pragma once

#include <filesystem>
#include <string>

#include "engine/endpoint/command.h"

#include "adapters/config/settings_file.h"

namespace dunghan::app {

// Shown once, then wiped.
struct DrawnSecret {
    endpoint::SecretMark mark;
    std::string text;  // "whsec_…"; of a key pair "whpk_…", which alone leaves the house
};

class EndpointWishes {
 public:
    // `data`: of the store.
    EndpointWishes(const Settings::Webhooks& settings, std::filesystem::path data)
        : for_tests_(settings.loopback_for_tests), data_(std::move(data)) {}

    // The types in their order, the url's form checked. Error: invalid.
    [[nodiscard]] Result<endpoint::Endpoint> checked(endpoint::Endpoint said) const;

    // Errors: invalid, refused (what can never be granted).
    [[nodiscard]] Result<endpoint::EgressGrant> checked(endpoint::EgressGrant said) const;

    // Its file is durable before anything is said of it. Error: unavailable.
    [[nodiscard]] Result<DrawnSecret> draw(const std::string& endpoint, bool key_pair) const;

    // Of a wish that was refused.
    void forget(const std::string& endpoint, const DrawnSecret& drawn) const;

 private:
    bool for_tests_;
    std::filesystem::path data_;
};

}  // namespace dunghan::app
